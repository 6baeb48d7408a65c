"""Web: the page, rendered on the server. A screen a file (``screens``); they translate and neither solve nor ask SQL.

``frame`` puts the screens into an application, ``doors`` is what every request goes through, ``visitors`` says who
looks, ``pages`` renders, ``words`` holds the prose.
"""
