"""A static explainer site generator: what its source does not support is not published.

    content/  seeds/  static/
          |  read          YAML and Markdown become typed records; sources become text
       Content
          |  check         every fact against its source; any problem: print all, exit 1, leave the last good site
          |  view          what pages show of it, sorted and grouped
       SiteData
          |  pages         address, title, template, data
       [Page]
          |  render        one Jinja environment; each file stored next to the old site as soon as it is made
          |  check links   every internal link and id
          |  manifest      every file with its checksum
       _site/              the new tree replaces the old one in one step

Rooms, each importing only from those below it (held by tests/test_rooms.py):

    cli          arguments, one function per command, printing
    preview/     the editor's live preview: server, session, snapshot, watch, the desk's pages
    desk/        the editor's desk: passages and forms, and how records and prose are written to files
    docs/        the documents by subject, for who begins
    publish/     output folder, what is unchanged, GitHub Pages addresses, verification, smoke test, link report
    cache        what is reused between successive builds
    pipeline     the one flow
    rendering/   Jinja environment, pages to HTML, notes, the files of the site, link check
    exports/     tables and data package, calendar, feeds, linked data, manifest
    view/        what pages show: site data, evidence, page list, citing
    rules/       every fact against its source: registry and one module per subject
    authoring/   canonical format, new records, citations, schemas, a new explainer
    graphics/    charts, maps, labels, projection, share images
    content/     records, their fields and roles, order in time, independence, loading
    locales/     the text of the interface, a catalogue for each language; dates as readers see them
    formats/     YAML with positions, Markdown, GeoJSON
    text/        source text and passages, numbers and dates in running text by language, dates, suggestions
    parallel     work in additional processes
    progress     how far a build has come, on a terminal
    problems     Location, Problem, ContentError and their printed forms
    resources    the program's own files, in a checkout or an installation; its version
"""
