const searchIndex = {{ view.search_index(data)|tojson }};
