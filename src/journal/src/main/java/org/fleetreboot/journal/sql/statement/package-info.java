/** What the statements of one database say otherwise than those of another. */
@NullMarked
package org.fleetreboot.journal.sql.statement;

import org.jspecify.annotations.NullMarked;
