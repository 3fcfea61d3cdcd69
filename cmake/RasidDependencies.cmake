# Every library from outside, as an imported target. docs/dependencies.md says why each is here.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json url)
find_package(CURL REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto SSL)
find_package(ICU REQUIRED COMPONENTS uc i18n data)
find_package(ZLIB REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(SQLiteCpp REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(CLI11 REQUIRED)
pkg_check_modules(pugixml REQUIRED IMPORTED_TARGET pugixml)
pkg_check_modules(gumbo REQUIRED IMPORTED_TARGET gumbo)
pkg_check_modules(systemd REQUIRED IMPORTED_TARGET libsystemd)

# re2.pc asks for -pthread, which the precompiled header is built without.
find_library(RE2_LIBRARY re2 REQUIRED)
find_path(RE2_INCLUDE re2/re2.h REQUIRED)
add_library(rasid_re2 INTERFACE)
target_link_libraries(rasid_re2 INTERFACE ${RE2_LIBRARY})
target_include_directories(rasid_re2 SYSTEM INTERFACE ${RE2_INCLUDE})

# CLD2 ships no description for CMake or pkg-config.
find_library(CLD2_LIBRARY cld2 REQUIRED)
find_path(CLD2_INCLUDE cld2/public/compact_lang_det.h REQUIRED)
add_library(cld2::cld2 UNKNOWN IMPORTED)
set_target_properties(cld2::cld2 PROPERTIES IMPORTED_LOCATION "${CLD2_LIBRARY}" INTERFACE_INCLUDE_DIRECTORIES "${CLD2_INCLUDE}")

# Asio and Beast are compiled once, here, instead of in every file that includes them.
add_library(rasid_asio STATIC "${CMAKE_SOURCE_DIR}/cmake/asio.cpp")
target_link_libraries(rasid_asio PUBLIC rasid_options Boost::headers Threads::Threads)
target_precompile_headers(rasid_asio REUSE_FROM rasid_pch)
