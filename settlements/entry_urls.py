"""Addresses of the entry and of the returns."""

from django.urls import path

from settlements.views import cells, entry, entry_panel, grid, returns

urlpatterns = [
    path("entry/cell/", cells.cell, name="cell"),
    path("entry/files/<int:number>/", entry_panel.download, name="entry_file"),
    path("entry/files/<int:number>/remove/", entry_panel.remove, name="entry_file_remove"),
    path("entry/<str:kato>/<int:year>/", entry.entry, name="entry"),
    path("entry/<str:kato>/<int:year>/same/", entry.same, name="entry_same"),
    path("entry/<str:kato>/<int:year>/undo/", entry.undo, name="entry_undo"),
    path("entry/<str:kato>/<int:year>/approve/", entry.approve, name="entry_approve"),
    path("entry/<str:kato>/<int:year>/<str:code>/", entry_panel.panel, name="entry_panel"),
    path("entry/<str:kato>/<int:year>/<str:code>/row/", entry_panel.row, name="entry_row"),
    path("entry/<str:kato>/<int:year>/<str:code>/clear/", entry_panel.clear, name="entry_clear"),
    path("entry/<str:kato>/<int:year>/<str:code>/files/", entry_panel.attach, name="entry_attach"),
    path("grid/<str:kato>/<int:year>/<str:direction_code>/", grid.grid, name="grid"),
    path("returns/<int:year>/", returns.returns, name="returns"),
    path("returns/<int:year>/move/", returns.move, name="returns_move"),
    path("returns/<int:year>/<str:kato>/", returns.one_return, name="return"),
    path("returns/<int:year>/<str:kato>/step/", returns.step, name="return_step"),
    path("returns/<int:year>/<str:kato>/send-back/", returns.send_back, name="return_send_back"),
    path("returns/<int:year>/<str:kato>/extend/", returns.extend, name="return_extend"),
]
