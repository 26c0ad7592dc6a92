/** Registered devices: identities, keys and twins. */
@NullMarked
package org.fleetreboot.devicesim.hub.registry;

import org.jspecify.annotations.NullMarked;
