/** Who acts on the program, how that is proved, and what each may do. */
@NullMarked
package org.fleetreboot.app.identity;

import org.jspecify.annotations.NullMarked;
