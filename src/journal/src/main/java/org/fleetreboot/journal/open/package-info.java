/** Opens a journal by the text that names it: a file, or a database that several nodes share. */
@NullMarked
package org.fleetreboot.journal.open;

import org.jspecify.annotations.NullMarked;
