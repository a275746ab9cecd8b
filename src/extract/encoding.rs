//! From the bytes of an unknown encoding to UTF-8.
