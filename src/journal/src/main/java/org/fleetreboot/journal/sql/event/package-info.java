/** Events as rows of numbers and bytes, in any database. */
@NullMarked
package org.fleetreboot.journal.sql.event;

import org.jspecify.annotations.NullMarked;
