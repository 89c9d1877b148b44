{% from "components/records-list.html" import records_list %}
document.getElementById("all").innerHTML = {{ records_list(data.kinds, data, root)|string|tojson }};
