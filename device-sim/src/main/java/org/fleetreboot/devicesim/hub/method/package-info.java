/** Direct methods: from the service's request to the device's answer. */
@NullMarked
package org.fleetreboot.devicesim.hub.method;

import org.jspecify.annotations.NullMarked;
