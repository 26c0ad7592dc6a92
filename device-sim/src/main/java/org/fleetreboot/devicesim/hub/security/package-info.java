/** Authentication and authorization: certificates, shared access signatures and policies. */
@NullMarked
package org.fleetreboot.devicesim.hub.security;

import org.jspecify.annotations.NullMarked;
