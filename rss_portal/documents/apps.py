from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "rss_portal.documents"
    label = "documents"
