/** A local hub with its devices. */
@NullMarked
package org.fleetreboot.app.local;

import org.jspecify.annotations.NullMarked;
