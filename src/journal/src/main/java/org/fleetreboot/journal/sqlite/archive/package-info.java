/** Archives: the file, and what journal and archive know of each other. */
@NullMarked
package org.fleetreboot.journal.sqlite.archive;

import org.jspecify.annotations.NullMarked;
