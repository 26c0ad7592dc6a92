/** The picture of a run that changes while somebody watches it. */
@NullMarked
package org.fleetreboot.app.live;

import org.jspecify.annotations.NullMarked;
