/** What routes write of Camel's own endpoints, held against what Camel makes of it. */
@NullMarked
package org.fleetreboot.app.endpoint;

import org.jspecify.annotations.NullMarked;
