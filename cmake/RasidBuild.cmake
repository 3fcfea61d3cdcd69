# How every target of the project is built: one standard, one set of warnings, one precompiled header.
set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo)
endif()

find_program(RASID_CCACHE ccache)
if(RASID_CCACHE)
  # Precompiled headers carry times; without this ccache would miss on each new checkout.
  set(CMAKE_CXX_COMPILER_LAUNCHER
    ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${RASID_CCACHE})
endif()

add_library(rasid_options INTERFACE)
target_compile_options(rasid_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough -Werror
  # Designated initialisers leave members at their defaults on purpose.
  -Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 reports these falsely inside inlined std::string and coroutine frames.
  target_compile_options(rasid_options INTERFACE
    -fpch-preprocess -Winvalid-pch -Wno-maybe-uninitialized -Wno-restrict -Wno-stringop-overflow -Wno-array-bounds
    -Wno-dangling-pointer -Wno-stringop-overread -Wno-mismatched-new-delete)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # libstdc++ 12 calls its own deprecated get_temporary_buffer() in stable_sort().
  target_compile_options(rasid_options INTERFACE -Wno-deprecated-declarations)
endif()
target_compile_definitions(rasid_options INTERFACE
  BOOST_ASIO_NO_DEPRECATED BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION
  # What the imported libraries define, for every target alike: the precompiled header fits only equal definitions.
  FMT_SHARED SPDLOG_FMT_EXTERNAL SPDLOG_SHARED_LIB SPDLOG_COMPILED_LIB BOOST_JSON_DYN_LINK BOOST_JSON_NO_LIB
  BOOST_CONTAINER_DYN_LINK BOOST_CONTAINER_NO_LIB BOOST_URL_DYN_LINK BOOST_URL_NO_LIB)
target_include_directories(rasid_options INTERFACE "${CMAKE_SOURCE_DIR}")
if(RASID_SANITIZE)
  target_compile_options(rasid_options INTERFACE -fsanitize=${RASID_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(rasid_options INTERFACE -fsanitize=${RASID_SANITIZE})
  if(RASID_SANITIZE MATCHES "thread" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # Asio uses fences, which GCC warns ThreadSanitizer does not model; its locks and atomics it does.
    target_compile_options(rasid_options INTERFACE -Wno-tsan)
  endif()
endif()
if(RASID_FUZZ)
  target_compile_options(rasid_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
find_program(RASID_MOLD mold)
if(RASID_MOLD AND NOT RASID_FUZZ)
  target_link_options(rasid_options INTERFACE -fuse-ld=mold)
endif()

# The one precompiled header, built once and shared.
add_library(rasid_pch STATIC "${CMAKE_SOURCE_DIR}/cmake/precompiled.cpp")
target_link_libraries(rasid_pch PUBLIC rasid_options)
target_precompile_headers(rasid_pch PRIVATE "${CMAKE_SOURCE_DIR}/cmake/precompiled.h")

# Everything links rasid_asio, since the precompiled header refers to its error categories.
# rasid_library(NAME SOURCES a.cpp … USES other libraries, public [PRIVATE libraries only its own sources see])
function(rasid_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;USES;PRIVATE" ${ARGN})
  add_library(${name} STATIC ${arg_SOURCES})
  target_link_libraries(${name} PUBLIC rasid_options ${arg_USES} rasid_asio PRIVATE ${arg_PRIVATE})
  target_precompile_headers(${name} REUSE_FROM rasid_pch)
endfunction()

# rasid_program(NAME SOURCES main.cpp … USES libraries)
function(rasid_program name)
  cmake_parse_arguments(arg "" "" "SOURCES;USES" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE rasid_options ${arg_USES} rasid_asio)
  target_precompile_headers(${name} REUSE_FROM rasid_pch)
endfunction()
