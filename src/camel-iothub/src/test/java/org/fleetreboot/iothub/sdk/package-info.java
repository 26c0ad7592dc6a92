@NullMarked
package org.fleetreboot.iothub.sdk;

import org.jspecify.annotations.NullMarked;
