#pragma once

#include <filesystem>

namespace rasid::test {

/// Spoils the last frame that belongs to the present run of a database's write-ahead log, as a torn write would leave
/// it (https://www.sqlite.org/fileformat2.html, "WAL Format"). False, and nothing done, where there is none, or where a
/// checkpoint may have copied frames: what is in the database already was synced before and cannot tear.
bool spoil_last_frame(std::filesystem::path const& database);

/// Waits until the log is written to, for so long at most: the moment is inside a commit.
void wait_for_a_commit(std::filesystem::path const& database, int most_ms);

}  // namespace rasid::test
