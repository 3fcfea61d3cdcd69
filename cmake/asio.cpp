// The compiled part of Asio and Beast; see RasidDependencies.cmake.
#include <boost/asio/impl/src.hpp>
#include <boost/beast/src.hpp>
