@NullMarked
package org.fleetreboot.iothub.client;

import org.jspecify.annotations.NullMarked;
