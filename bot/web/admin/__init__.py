"""The admin page, /admin, for whoever has the operator's key (`web.admin_key`; without one there is no page).

`site` lets nobody in without the key and shows the log-in; `sessions` tells by a signed cookie who is in.
Everything works without JavaScript: pages are lists and forms, and a form that was sent leads to a page.

To add a page:

1. Write a class with what `page.AdminPage` asks for, in a file of its own beside `overview.py`. Its handlers
   need not ask who is there: `site` puts every route behind the log-in, and forms that other sites send are
   refused before (`bot.web.guard`). Fields come from `bot.web.forms.read_fields`; after a change, answer with
   `raise web.HTTPSeeOther(...)`, so that a reload does not repeat it.
2. Write `templates/admin/<name>.html`, which extends `admin/base.html`, and render it with
   `Templates.page("admin/<name>.html", here=self.path, ...)`. Everything is escaped; macros for tables,
   buttons and notes are in `admin/parts.html`.
3. Add it to the list in `bot.web.admin.pages.admin_pages`; the menu shows it by its `title`.
"""
