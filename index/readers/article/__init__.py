"""What is found in any format → an article: its title, blocks, boilerplate, and what is known of it.

    fields of a file ──metadata──▶ what is stated ──┐
    marked up text ──drafting──▶ drafts ────────────┴──assemble──▶ Article

`assemble` asks `titles` what a site has added to the title, `boilerplate` what is no part of the article, and
`completing` for day, source and authors where nothing states them: in `addresses`, `dateline` and `day_lines`.
"""
