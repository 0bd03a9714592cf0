Console.Error.WriteLine("hyvideo: no command yet.");
return 2;
