/** The file itself: its header and schema, its connections, and the lock of its only writer. */
@NullMarked
package org.fleetreboot.journal.sqlite.file;

import org.jspecify.annotations.NullMarked;
