/** Names and roles that an OpenID Connect issuer proves, such as Entra ID. */
@NullMarked
package org.fleetreboot.app.oidc;

import org.jspecify.annotations.NullMarked;
