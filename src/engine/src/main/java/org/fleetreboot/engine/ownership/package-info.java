/** Makes one journal in a file the only one from which its hub is worked with. */
@NullMarked
package org.fleetreboot.engine.ownership;

import org.jspecify.annotations.NullMarked;
