/** A hub and devices on this machine. */
@NullMarked
package org.fleetreboot.app.local;

import org.jspecify.annotations.NullMarked;
