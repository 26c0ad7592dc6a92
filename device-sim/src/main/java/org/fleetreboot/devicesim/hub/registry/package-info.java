/** The devices this hub knows: identities, keys, and the twin of each. */
@NullMarked
package org.fleetreboot.devicesim.hub.registry;

import org.jspecify.annotations.NullMarked;
