/** What a hub keeps from one start to the next. */
@NullMarked
package org.fleetreboot.devicesim.hub.store;

import org.jspecify.annotations.NullMarked;
