/** Device twins: documents with a version, and metadata at every level. */
@NullMarked
package org.fleetreboot.devicesim.hub.twin;

import org.jspecify.annotations.NullMarked;
