/** Reads a whole journal and names what is not as it was written. */
@NullMarked
package org.fleetreboot.journal.sqlite.verify;

import org.jspecify.annotations.NullMarked;
