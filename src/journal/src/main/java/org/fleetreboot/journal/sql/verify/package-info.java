/** Compares a whole journal with what it should be, in any database. */
@NullMarked
package org.fleetreboot.journal.sql.verify;

import org.jspecify.annotations.NullMarked;
