-- Hands dead letters to their group again; each leaves the queue in the same step.
-- KEYS[1] dead letters, KEYS[2] retries of the same group; ARGV ids of letters
local replayed = 0
for _, id in ipairs(ARGV) do
  local found = redis.call('XRANGE', KEYS[1], id, id)
  if #found == 1 then
    local fields = found[1][2]
    for i = 1, #fields, 2 do
      if fields[i] == 'f' then
        redis.call('XADD', KEYS[2], '*', 'f', fields[i + 1])
        redis.call('XDEL', KEYS[1], id)
        replayed = replayed + 1
      end
    end
  end
end
return replayed
