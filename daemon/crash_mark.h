#pragma once

#include <filesystem>

namespace rasid {

/// From now on leaves the file `mark` behind where the process ends by a fault of its own: SIGSEGV, SIGBUS, SIGFPE,
/// SIGILL or SIGABRT, by which the service manager's watchdog ends it too. A stop, a kill and a power cut leave none:
/// they say nothing about what was under way. Once a process; signals that somebody handles already are left to them.
void leave_crash_mark(std::filesystem::path const& mark);

/// True where the process before left its mark, which is taken away.
bool take_crash_mark(std::filesystem::path const& mark);

}  // namespace rasid
