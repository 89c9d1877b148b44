{% from "components/records-list.html" import records_list %}
document.getElementById("all").innerHTML = {{ records_list(all.kinds, all, root)|string|tojson }};
