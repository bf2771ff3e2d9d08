"""The sign-in of an organisation's own body through OpenID Connect, from AMIR_OIDC_* variables.

AMIR_OIDC_SERVER         address of the provider, or of its `.well-known` document
AMIR_OIDC_CLIENT_ID      as whom the provider knows this installation
AMIR_OIDC_CLIENT_SECRET
AMIR_OIDC_NAME           what the button says, such as "Comune di Bologna"
"""

import os
from typing import Any

BODY = "body"  # the provider's name in addresses


def body_provider() -> dict[str, Any]:
    """SOCIALACCOUNT_PROVIDERS for the settings; empty unless a server is named."""
    server = os.environ.get("AMIR_OIDC_SERVER")
    if not server:
        return {}
    app = {
        "provider_id": BODY,
        "name": os.environ.get("AMIR_OIDC_NAME", "OpenID Connect"),
        "client_id": os.environ.get("AMIR_OIDC_CLIENT_ID", ""),
        "secret": os.environ.get("AMIR_OIDC_CLIENT_SECRET", ""),
        "settings": {"server_url": server},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
