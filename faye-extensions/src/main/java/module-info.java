/** The hooks: extensions see, change, refuse or drop any message on its way in or out. */
module io.faye.extension {
    requires transitive io.faye.protocol;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.faye.extension;
    exports io.faye.extension.testing;
}
