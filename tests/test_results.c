#include "searching.h"
int main(void) { return 0; }
