/** What keeps a journal in a file the only one that its hub is worked with from. */
@NullMarked
package org.fleetreboot.engine.custody;

import org.jspecify.annotations.NullMarked;
