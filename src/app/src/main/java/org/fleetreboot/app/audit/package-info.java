/** Reports one run to an auditor: what was asked, decided, done and seen, and what proves it. */
@NullMarked
package org.fleetreboot.app.audit;

import org.jspecify.annotations.NullMarked;
