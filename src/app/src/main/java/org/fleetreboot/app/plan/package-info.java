/** What a chain would do, without doing it. */
@NullMarked
package org.fleetreboot.app.plan;

import org.jspecify.annotations.NullMarked;
