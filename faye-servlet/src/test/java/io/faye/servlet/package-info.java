/** Tests in real containers; the system property {@code faye.container} says in which. */
package io.faye.servlet;
