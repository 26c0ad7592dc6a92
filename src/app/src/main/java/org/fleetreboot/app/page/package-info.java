/** The dashboard: pages for people, made on the server and kept fresh while they are open. */
@NullMarked
package org.fleetreboot.app.page;

import org.jspecify.annotations.NullMarked;
