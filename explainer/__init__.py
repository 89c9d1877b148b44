"""A static explainer site generator in which its source supports every fact.

    content/  seeds/  static/
          |  load          YAML and Markdown become typed records; sources become text
       Content
          |  overview      what is shown of it on more than one page
          |  list pages    address, title, template, data
       [Page]                                                   any problem from loading on:
          |  check facts   every fact against its passage       print them all, exit 1,
          |  finish        pages through one Jinja environment  leave the last good site alone
       [File]              each kept beside the old site as soon as it is made
          |  check links   every internal link and id
          |  publish       the new tree is exchanged for the old one in one step
       _site/

Modules import only from layers below their own (held by tests/test_layers.py):

   12  write  serve  summary  verify  smoke  incremental
   11  render  twins
   10  linked  tables
    9  feeds  calendars  manifest
    8  starter  check  pages  links
    7  overview
    6  evidence  canonical  skeleton  cite  handlers  rules_address  rules_source  rules_fact  rules_figure  rules_quote  rules_comment  rules_credit  rules_map  rules_prose  rules_publisher
    5  show  faults  coverage  chronology  independence  charts  maps  cards  load  references  schema  outside
    4  content
    3  model
    2  fields  preview
    1  passages  layout  edtf  yamlfile  shapes  prose  excerpt  watch  bundle
    0  errors  wording  near  styles  compiled  projection  labels  lettering  png  aside  byproduct  hosting  builder  fetch  memo  reads  wordindex  later
"""

import os
from importlib.util import find_spec

if missing := [name for name in ("jinja2", "markdown_it", "pydantic", "yaml") if not find_spec(name)]:
    raise SystemExit(f"Missing: {', '.join(missing)}. `make check` sets up all that is needed, once; from then on "
                     "run .venv/bin/python build.py …")  # fmt: skip

# No plug-in that happens to be installed decides what is valid; looking for them costs more than all models.
os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
