/** What several packages of this module share. This package is not exported, and uses no other package of the module. */
@NullMarked
package io.faye.auth.support;

import org.jspecify.annotations.NullMarked;
