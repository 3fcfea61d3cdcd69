#include "daemon/cli/commands.h"
namespace rasid::cli {
int demo(DemoOptions const&) { return failed; }
}  // namespace rasid::cli
