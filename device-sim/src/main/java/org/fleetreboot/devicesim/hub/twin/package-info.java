/** Device twins: documents with a version and a stamp at every level. */
@NullMarked
package org.fleetreboot.devicesim.hub.twin;

import org.jspecify.annotations.NullMarked;
