#!/bin/sh
# Makes the root of the image: a Java that has only what the server needs, and the libraries of the system that this Java
# needs. Arguments: the JDK, the folder.
set -eu
jdk=$1
root=$2
rm -rf "$root"
mkdir -p "$root/opt" "$root/etc" "$root/tmp"
"$jdk/bin/jlink" --output "$root/opt/java" --strip-debug --no-header-files --no-man-pages --compress=2 \
  --add-modules java.base,java.logging,java.naming,java.net.http,java.security.jgss,java.sql,java.xml,jdk.crypto.ec,jdk.management,jdk.unsupported,jdk.zipfs || {
  echo "The image needs a JDK with jlink and the modules that it links, which $jdk has not (Debian: openjdk-17-jdk-headless)" >&2
  exit 1
}
# Debian keeps the authorities elsewhere and leaves a link.
if [ -e "$jdk/lib/security/cacerts" ]; then
  rm -f "$root/opt/java/lib/security/cacerts"
  cp -L "$jdk/lib/security/cacerts" "$root/opt/java/lib/security/cacerts"
fi
find "$root/opt/java" -type f \( -name '*.so' -o -perm -u+x \) -exec ldd {} + 2>/dev/null |
  sed -n 's/.*=> \(\/[^ ]*\) .*/\1/p; s/^[[:space:]]*\(\/lib[^ ]*\) (.*/\1/p' | grep -v "^$root" | sort -u |
  while read -r library; do
    mkdir -p "$root$(dirname "$library")"
    cp -L "$library" "$root$library"
  done
# Names are looked up by libraries that nothing is linked with.
for library in /lib/*-linux-gnu/libnss_dns.so.2 /lib/*-linux-gnu/libnss_files.so.2 /lib/*-linux-gnu/libresolv.so.2; do
  [ ! -e "$library" ] || cp -L "$library" "$root$library"
done
echo 'hosts: files dns' >"$root/etc/nsswitch.conf"
echo 'nobody:x:65534:65534:nobody:/:/bin/false' >"$root/etc/passwd"
echo 'nogroup:x:65534:' >"$root/etc/group"
