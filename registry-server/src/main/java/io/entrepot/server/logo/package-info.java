/** The logos of public repositories, as browsers fetch them. */
@NullMarked
package io.entrepot.server.logo;

import org.jspecify.annotations.NullMarked;
