/** What the statements of every connection need. */
@NullMarked
package org.fleetreboot.journal.sqlite.statement;

import org.jspecify.annotations.NullMarked;
