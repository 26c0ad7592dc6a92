/** What tests of every module may use: a PostgreSQL of their own. */
@NullMarked
package org.fleetreboot.journal.testkit;

import org.jspecify.annotations.NullMarked;
