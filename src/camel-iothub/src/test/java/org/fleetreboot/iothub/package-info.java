@NullMarked
package org.fleetreboot.iothub;

import org.jspecify.annotations.NullMarked;
